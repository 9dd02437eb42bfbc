"""Who is it: sign-in, the session cookie, CSRF and the headers that keep a browser on our side."""
