"""Use cases. Each public function is one transaction and takes who acts and when."""
