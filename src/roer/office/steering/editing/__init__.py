"""Working on the network in the browser: a page per act, undoing, and proposals of several acts."""
