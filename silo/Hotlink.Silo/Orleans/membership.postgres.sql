-- The membership of a cluster in PostgreSQL: which nodes there are, and how they do. A node makes all of this by itself
-- (Cluster:CreateSchema, on by default); where it may not, run it once: psql "$DATABASE" -f membership.postgres.sql
--
-- Microsoft.Orleans.Clustering.AdoNet asks the table orleansquery for the text of each of its queries; names of keys, parameters and
-- columns are its own, all else is ours. Every change of a cluster raises its version and is made only where the version is the one that
-- the node has seen: of two nodes that decide at once, one has to look again.

CREATE TABLE IF NOT EXISTS orleansquery (
    querykey text PRIMARY KEY,
    querytext text NOT NULL
);

CREATE TABLE IF NOT EXISTS hotlink_cluster (
    cluster text PRIMARY KEY,
    version integer NOT NULL DEFAULT 0
);

CREATE TABLE IF NOT EXISTS hotlink_silo (
    cluster text NOT NULL REFERENCES hotlink_cluster,
    address text NOT NULL,
    port integer NOT NULL,
    generation integer NOT NULL,
    name text NOT NULL,
    host text NOT NULL,
    status integer NOT NULL,
    gateway_port integer NOT NULL,
    suspects text NULL,
    started timestamptz NOT NULL,
    alive timestamptz NOT NULL,
    PRIMARY KEY (cluster, address, port, generation)
);

INSERT INTO orleansquery (querykey, querytext) VALUES
('InsertMembershipVersionKey', $query$
    WITH added AS (
        INSERT INTO hotlink_cluster (cluster) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1
    )
    SELECT EXISTS (SELECT 1 FROM added)
$query$),
('InsertMembershipKey', $query$
    WITH raised AS (
        UPDATE hotlink_cluster SET version = version + 1
        WHERE cluster = @DeploymentId AND version = @Version AND NOT EXISTS (
            SELECT 1 FROM hotlink_silo s
            WHERE s.cluster = @DeploymentId AND s.address = @Address AND s.port = @Port AND s.generation = @Generation)
        RETURNING cluster
    ), added AS (
        INSERT INTO hotlink_silo (cluster, address, port, generation, name, host, status, gateway_port, started, alive)
        SELECT raised.cluster, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM raised
        RETURNING 1
    )
    SELECT EXISTS (SELECT 1 FROM added)
$query$),
('UpdateMembershipKey', $query$
    WITH raised AS (
        UPDATE hotlink_cluster SET version = version + 1
        WHERE cluster = @DeploymentId AND version = @Version AND EXISTS (
            SELECT 1 FROM hotlink_silo s
            WHERE s.cluster = @DeploymentId AND s.address = @Address AND s.port = @Port AND s.generation = @Generation)
        RETURNING cluster
    ), changed AS (
        UPDATE hotlink_silo s SET status = @Status, suspects = @SuspectTimes, alive = @IAmAliveTime
        FROM raised
        WHERE s.cluster = raised.cluster AND s.address = @Address AND s.port = @Port AND s.generation = @Generation
        RETURNING 1
    )
    SELECT EXISTS (SELECT 1 FROM changed)
$query$),
('UpdateIAmAlivetimeKey', $query$
    UPDATE hotlink_silo SET alive = @IAmAliveTime
    WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$query$),
('MembershipReadAllKey', $query$
    SELECT c.version, s.address, s.port, s.generation, s.name AS siloname, s.host AS hostname, s.status, s.gateway_port AS proxyport,
        s.suspects AS suspecttimes, s.started AS starttime, s.alive AS iamalivetime
    FROM hotlink_cluster c LEFT JOIN hotlink_silo s ON s.cluster = c.cluster
    WHERE c.cluster = @DeploymentId
$query$),
('MembershipReadRowKey', $query$
    SELECT c.version, s.address, s.port, s.generation, s.name AS siloname, s.host AS hostname, s.status, s.gateway_port AS proxyport,
        s.suspects AS suspecttimes, s.started AS starttime, s.alive AS iamalivetime
    FROM hotlink_cluster c LEFT JOIN hotlink_silo s
        ON s.cluster = c.cluster AND s.address = @Address AND s.port = @Port AND s.generation = @Generation
    WHERE c.cluster = @DeploymentId
$query$),
('GatewaysQueryKey', $query$
    SELECT address, gateway_port AS proxyport, generation FROM hotlink_silo
    WHERE cluster = @DeploymentId AND status = @Status AND gateway_port > 0
$query$),
('CleanupDefunctSiloEntriesKey', $query$
    DELETE FROM hotlink_silo WHERE cluster = @DeploymentId AND alive < @IAmAliveTime AND status = 6 -- Dead
$query$),
('DeleteMembershipTableEntriesKey', $query$
    WITH silos AS (DELETE FROM hotlink_silo WHERE cluster = @DeploymentId)
    DELETE FROM hotlink_cluster WHERE cluster = @DeploymentId
$query$)
ON CONFLICT (querykey) DO NOTHING;
