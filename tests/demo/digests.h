{"brand", ""},
