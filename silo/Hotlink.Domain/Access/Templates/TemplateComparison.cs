namespace Hotlink.Domain.Access.Templates;

/// <summary>eq, ne, lt and their kin. Values of different kinds can't be compared: null.</summary>
internal static class TemplateComparison
{
    /// <summary>Whether the first value equals one of the others.</summary>
    public static object? AnyEqual(IReadOnlyList<object> arguments)
    {
        bool? found = null;
        foreach (var other in arguments.Skip(1))
        {
            found = AreEqual([arguments[0], other]);
            if (found is null or true)
            {
                break;
            }
        }

        return found;
    }

    public static bool? AreEqual(IReadOnlyList<object> arguments) => arguments switch
    {
        [bool left, bool right] => left == right,
        _ => Order(arguments) is { } order ? order == 0 : null,
    };

    public static int? Order(IReadOnlyList<object> arguments) => arguments switch
    {
        [long left, long right] => left.CompareTo(right),
        [TemplateText left, TemplateText right] => string.CompareOrdinal(left.Text, right.Text),
        _ => null,
    };
}
