"""What hosts and organisers are told, in English and in polite Japanese."""
