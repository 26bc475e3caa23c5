namespace Hotlink.Devstack.Stacks;

/// <summary>Where everything of a stack lies. Parties have SyftBox's layout: <c>sandbox/EMAIL/datasites/EMAIL/…</c>.</summary>
internal sealed record StackLayout(string Root, string RunId)
{
    public string StateFile => Path.Combine(Root, "stack.json");

    public string Logs => Path.Combine(Root, "logs");

    public string Sandboxes => Path.Combine(Root, "sandbox");

    /// <summary>What the relay keeps: the rule files that the daemons give it over the wire, as they do with a hosted relay.</summary>
    public string RelayDatasites => Path.Combine(Root, "relay", "datasites");

    public string LogOf(string process) => Path.Combine(Logs, $"{process}.log");

    /// <summary>The home of a party: what would be its own machine.</summary>
    public string Sandbox(string email) => Path.Combine(Sandboxes, email);

    public string Datasites(string email) => Path.Combine(Sandbox(email), "datasites");

    public string OwnDatasite(string email) => Path.Combine(Datasites(email), email);

    public string Telemetry(string email) => Path.Combine(OwnDatasite(email), ".syftbox", "hotlink_telemetry.json");
}
