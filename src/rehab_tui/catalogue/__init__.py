"""What an exercise, a dose and a programme are; reads and checks the YAML."""
