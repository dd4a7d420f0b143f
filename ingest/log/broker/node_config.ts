/** One broker of a cluster on this machine, which is a controller too. Ports are on 127.0.0.1. */
export interface BrokerNode {
  id: number;
  port: number;
  controllerPort: number;
  /** Where its data are. */
  folder: string;
}

/**
 * The properties file of one node in KRaft mode. Log topics are never made by accident, and a consumer group does not
 * wait 3 s for members that may come. A broker that says nothing for 3 s is taken for gone, and can come back after that.
 */
export function nodeConfig(node: BrokerNode, all: BrokerNode[], more: Record<string, string> = {}): string {
  const copies = all.length;
  const settings: Record<string, string | number> = {
    "process.roles": "broker,controller",
    "node.id": node.id,
    "controller.quorum.voters": all.map(({ id, controllerPort }) => `${id}@127.0.0.1:${controllerPort}`)
      .join(),
    "listeners": `PLAINTEXT://127.0.0.1:${node.port},CONTROLLER://127.0.0.1:${node.controllerPort}`,
    "advertised.listeners": `PLAINTEXT://127.0.0.1:${node.port}`,
    "controller.listener.names": "CONTROLLER",
    "log.dirs": node.folder.replaceAll("\\", "/"),
    "auto.create.topics.enable": "false",
    "group.initial.rebalance.delay.ms": 0,
    "broker.heartbeat.interval.ms": 500,
    "broker.session.timeout.ms": 3000,
    "offsets.topic.num.partitions": 1,
    "offsets.topic.replication.factor": copies,
    "transaction.state.log.num.partitions": 1,
    "transaction.state.log.replication.factor": copies,
    "transaction.state.log.min.isr": Math.max(1, copies - 1),
    ...more,
  };
  return Object.entries(settings).map(([name, value]) => `${name}=${value}\n`).join("");
}
