SET VARIABLE batch = (SELECT batch FROM demo_option);
