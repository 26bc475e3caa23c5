namespace Hotlink.Load.Measuring;

/// <summary>Where a run is: first it is not measured, then it is, then it is over. Thread-safe.</summary>
internal sealed class Phase
{
    private volatile bool _isMeasuring;
    private volatile bool _isOver;

    /// <summary>Whether what arrives now counts.</summary>
    public bool IsMeasuring => _isMeasuring;

    /// <summary>Whether the measurement has ended.</summary>
    public bool IsOver => _isOver;

    /// <summary>The measurement begins.</summary>
    public void Begin() => _isMeasuring = true;

    /// <summary>The measurement ends.</summary>
    public void End()
    {
        _isOver = true;
        _isMeasuring = false;
    }
}
