"""What differs between installations: settings and logs."""
