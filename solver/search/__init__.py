"""Plans in the making: the first plan, and better ones."""
