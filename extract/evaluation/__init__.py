"""Measurements on the public data beside the repository; the product never imports them."""
