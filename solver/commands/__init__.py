"""What each command of the command line does. They are imported one by one, when asked for."""
