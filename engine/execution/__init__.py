"""Running processes: the only importer of SpiffWorkflow. Pure with respect to the database, the network and the clock."""
