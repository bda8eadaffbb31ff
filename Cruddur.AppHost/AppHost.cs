// topology
return;
