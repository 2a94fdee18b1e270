"""What has to be done: cases from the first voice to the proven solution, their catalogue, photos and supervision."""
