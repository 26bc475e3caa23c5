using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Kit;

/// <summary>Keeps what clients tell their observers. Thread-safe.</summary>
internal sealed class EventRecorder
{
    private readonly Lock _gate = new();
    private readonly List<(string User, HotlinkEvent Happened)> _events = [];

    public void Add(string user, HotlinkEvent happened)
    {
        lock (_gate)
        {
            _events.Add((user, happened));
        }
    }

    public int Count(Func<string, HotlinkEvent, bool> match)
    {
        lock (_gate)
        {
            return _events.Count(pair => match(pair.User, pair.Happened));
        }
    }

    public HotlinkEvent[] Of(string user, HotlinkEventKind kind)
    {
        lock (_gate)
        {
            return [.. _events.Where(pair => pair.User == user && pair.Happened.Kind == kind).Select(pair => pair.Happened)];
        }
    }

    public Task UntilAsync(string user, HotlinkEventKind kind, int count = 1, Func<HotlinkEvent, bool>? where = null) =>
        EventWait.UntilAsync(
            () => Of(user, kind).Count(happened => where?.Invoke(happened) != false) >= count, Describe, expected: $"{count} × {kind} at {user}");

    public string Describe() => Describe("");

    /// <summary>The last ones on the paths of a directory.</summary>
    public string Describe(string directory)
    {
        lock (_gate)
        {
            var there = _events.Where(pair => pair.Happened.Path.Contains(directory, StringComparison.Ordinal));
            return string.Join('\n', there.TakeLast(40).Select(pair =>
                $"{pair.User} {pair.Happened.Kind} {(pair.Happened.Outbound ? "out" : "in")} {pair.Happened.SessionId} {pair.Happened.Mode} {pair.Happened.Stall} {pair.Happened.Reason} {pair.Happened.Text}"));
        }
    }
}
