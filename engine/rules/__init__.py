"""Rules: expressions of every slot, decisions, scripts. Pure: values in, values out, `now` is an argument."""
