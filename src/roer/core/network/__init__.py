"""The goals-efforts network (DIN) as a picture: compare, colour, place, draw, outline."""
