using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Attachments;

/// <summary>How uploads are received.</summary>
/// <param name="Limits">What they may take.</param>
/// <param name="Turns">Bounds those under way.</param>
/// <param name="Folder">Where what was sent so far lies; beside the database, on the same disk.</param>
/// <param name="Large">The turns of what takes much of a processor: large files are looked at under one.</param>
internal sealed record Uploads(AttachmentLimits Limits, UploadTurns Turns, DirectoryInfo Folder, LargeRequests Large);
