"""Reports as people have them -> what can be understood of them. Start-up never needs it."""
