namespace Hotlink.Domain.Access.Globs;

/// <summary>What a state of a pattern does with the next character of the name.</summary>
internal enum GlobNodeKind : byte
{
    /// <summary>The end of the pattern: takes nothing.</summary>
    End,

    /// <summary>Takes one given character.</summary>
    Char,

    /// <summary>Takes any character but a slash: <c>?</c>.</summary>
    Any,

    /// <summary>Takes a character of a class.</summary>
    Class,

    /// <summary>Takes nothing and goes on in all of its targets.</summary>
    Split,

    /// <summary>Takes any run without a slash: <c>*</c>.</summary>
    Star,

    /// <summary>Takes any number of whole directories: <c>**/</c>.</summary>
    Directories,

    /// <summary>Takes all that is left: a closing <c>**</c>.</summary>
    Rest,
}
