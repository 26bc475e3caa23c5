namespace Hotlink.Grains.Abstractions.Hosting;

/// <summary>
/// The grain's calls may interleave where they await. Still only one of them runs at any moment.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;
