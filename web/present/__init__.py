"""How values look to people: moments, names, lights, lines of history. Pure but for the names, which ask the engine."""
