"""Records of joint enforcement: pure rules over what the registers hold. See README.md."""
