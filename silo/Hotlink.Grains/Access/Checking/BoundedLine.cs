namespace Hotlink.Grains.Access.Checking;

/// <summary>A line of input, or that it was longer than allowed.</summary>
internal readonly record struct BoundedLine(string Text, bool IsTooLong);
