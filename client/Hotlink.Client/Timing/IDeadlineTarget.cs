namespace Hotlink.Client.Timing;

/// <summary>Something that has to be called at a moment.</summary>
internal interface IDeadlineTarget
{
    /// <summary>Where it is in the heap; -1 where it isn't. Only the heap touches it.</summary>
    int HeapIndex { get; set; }

    /// <summary>When it is due. Only the heap touches it.</summary>
    TimeSpan HeapDeadline { get; set; }

    /// <summary>Its moment has come; it says anew when the next one is.</summary>
    void OnDeadline(TimeSpan now);
}
