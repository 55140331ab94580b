SELECT count(*) AS tickets FROM ticket;
