"""E-learning: courses of lessons and questions, certificates, figures without people."""
