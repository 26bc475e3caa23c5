using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Grains.Hosting;

/// <summary>What a host gives to one grain.</summary>
internal interface IGrainHost
{
    /// <summary>The grain's key.</summary>
    string Key { get; }

    /// <summary>The way to other grains.</summary>
    IGrainDirectory Grains { get; }

    /// <summary>Moves the grain to another node, where there are any.</summary>
    void MoveTo(string node);

    /// <summary>Runs a callback once, in a turn of the grain.</summary>
    IDisposable StartTimer(TimeSpan due, Func<ValueTask> callback);
}
