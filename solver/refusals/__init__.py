"""Why a bid is declined, what would have won, and why nothing is possible."""
