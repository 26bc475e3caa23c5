#if !ORLEANS
namespace Hotlink.Grains.Hosting;

/// <summary>
/// The grain's calls may interleave where they await. Still only one of them runs at any moment.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ReentrantAttribute : Attribute;
#endif
