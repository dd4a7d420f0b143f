/** What a cluster of Apache Kafka on this machine is to be. */
export interface ClusterOptions {
  brokers: number;
  /** Port of the first broker on 127.0.0.1; absent: free ports. */
  port?: number;
  /** Folder that keeps the data; absent: the cluster is empty, and gone at the end. */
  keep?: string;
  /** Whether brokers do not say what goes wrong; absent: they do. */
  quiet?: boolean;
}

/** Brokers that run on this machine. Disposing ends all of them. */
export interface Cluster extends AsyncDisposable {
  /** `host:port,...`, as KAFKA_BROKERS wants it. */
  readonly brokers: string;
  /** Settles when a broker has ended that nobody stopped, with what it last said. */
  readonly ended: Promise<string>;
}
