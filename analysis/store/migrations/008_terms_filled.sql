update base.posts set terms_text = array_to_string(terms, chr(31));
