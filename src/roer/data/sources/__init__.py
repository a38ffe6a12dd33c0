"""Where figures come from: connectors behind one contract, and a receipt for each delivery."""
