namespace Hotlink.Client.Streams;

/// <summary>The earliest of several moments, of which any may not be set.</summary>
internal static class Earliest
{
    /// <summary>The earlier of two.</summary>
    public static TimeSpan? Of(TimeSpan? first, TimeSpan? second) =>
        first is null ? second : second is null || first < second ? first : second;

    /// <summary>The earliest of three.</summary>
    public static TimeSpan? Of(TimeSpan? first, TimeSpan? second, TimeSpan? third) => Of(Of(first, second), third);
}
