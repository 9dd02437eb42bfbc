"""Lists of the REST dialect: one `Resource` per noun, with the filters and sorts it really has."""
