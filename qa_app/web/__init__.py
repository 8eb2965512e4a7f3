"""The page shell: fields, errors, transactions and components."""
