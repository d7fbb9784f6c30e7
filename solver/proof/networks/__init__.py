"""The exact model: CP-SAT over sparse networks of trips, one module for each kind of rule."""
