"""How the processes know each other: keys, and what is signed with them; what is never kept."""
