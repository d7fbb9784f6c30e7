"""The consultation desk: confidential cases, their experts, appointments and hand-overs."""
