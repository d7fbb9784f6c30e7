"""Mail texts: what a tour's letters say where the organiser wrote them anew."""
