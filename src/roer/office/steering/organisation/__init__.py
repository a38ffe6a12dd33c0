"""The governance on screen: the register and its chart, a page per body and person, and the forms that change it."""
