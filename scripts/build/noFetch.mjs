// Stands in for node-fetch, which TensorFlow.js asks for only to download models.
// Lossary never does: nothing here may reach the network.
export {};
