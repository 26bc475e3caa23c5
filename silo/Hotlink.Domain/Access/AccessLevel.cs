namespace Hotlink.Domain.Access;

/// <summary>What a user wants to do with a path. Each level includes those below it; creating needs the right to write.</summary>
public enum AccessLevel
{
    /// <summary>See it.</summary>
    Read = 1,

    /// <summary>Make it. Rule files have no list of their own for this: it is decided like <see cref="Write"/>.</summary>
    Create = 2,

    /// <summary>Change it.</summary>
    Write = 4,

    /// <summary>Change who may do what.</summary>
    Admin = 8,
}
