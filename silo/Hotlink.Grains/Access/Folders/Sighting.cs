namespace Hotlink.Grains.Access.Folders;

/// <summary>Something that a look at the folder found.</summary>
/// <param name="Directory">The directory, relative to the root.</param>
/// <param name="Kind">What was found in it.</param>
/// <param name="File">The full path of the rule file.</param>
internal readonly record struct Sighting(string Directory, SightingKind Kind, string File);
