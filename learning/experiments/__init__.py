"""Two arms compared: registered before, dealt by a hash, looked at whenever one likes, stopped for harm."""
