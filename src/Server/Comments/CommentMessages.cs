using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using static MyOpenIP.Server.Wire.WireValues;

namespace MyOpenIP.Server.Comments;

/// <summary>Comments of a thread.</summary>
internal static class CommentMessages
{
    /// <summary>A comment.</summary>
    /// <param name="comment">The comment.</param>
    /// <param name="isStored">Whether it has its number.</param>
    public static V1.Comment Comment(Comment comment, bool isStored = true) => new()
    {
        Number = isStored ? comment.Number : 0,
        Text = comment.Text,
        Author = comment.Author,
        AuthorRole = SameName.To<ActorRole, V1.AuthorRole>(comment.Role),
        CreateTime = Timestamp(comment.At),
    };
}
