"""Plans near a linear solution or near a plan, and the best one of given trips."""
