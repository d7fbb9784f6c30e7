"""What a stranger's address answers: asked by a process of its own, and of public hosts alone."""
