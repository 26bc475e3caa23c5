namespace Hotlink.Load.Measuring;

/// <summary>What went wrong in a run, each once with how often. Thread-safe.</summary>
internal sealed class Problems
{
    private const int MaxKinds = 50;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _counts = [];

    /// <summary>Notes one.</summary>
    public void Add(string text)
    {
        lock (_lock)
        {
            if (_counts.TryGetValue(text, out var count) || _counts.Count < MaxKinds)
            {
                _counts[text] = count + 1;
            }
        }
    }

    /// <summary>All of them, as texts.</summary>
    public IReadOnlyList<string> ToList()
    {
        lock (_lock)
        {
            return [.. _counts.Select(each => each.Value == 1 ? each.Key : $"{each.Key} ({each.Value} times)")];
        }
    }
}
