"""What a printed table says, asked once: roles of rows and columns, promised sums, subjects, projects, money words."""
