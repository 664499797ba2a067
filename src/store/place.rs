//! Where a caseload may stand: on a disk of this computer. On a share, locks do not hold and a write-ahead log loses
//! what was saved; a folder that is synchronised is copied while it is being written.

use std::path::{Component, Path};

/// Why a place is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Another computer's disk.
    Network,
    /// A folder whose files another program copies to other computers.
    Synchronised,
    /// A disk that a program makes up, and it is not known to be one of this computer.
    MadeUp,
}

impl Reason {
    /// What the place is, to be said after "stands on".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Network => "a network share, where locks do not hold and saved notes can be lost",
            Self::Synchronised => "a folder that is synchronised with other computers, which copies half-written files",
            Self::MadeUp => "a disk that another program presents, which may be on another computer",
        }
    }
}

/// File systems of other computers, or shared with them.
const NETWORK: &[&str] = &[
    "9p",
    "afpfs",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "coda",
    "davfs",
    "gfs",
    "gfs2",
    "glusterfs",
    "gpfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs3",
    "nfs4",
    "ocfs2",
    "orangefs",
    "prl_fs",
    "pvfs2",
    "smb2",
    "smb3",
    "smbfs",
    "vboxsf",
    "virtiofs",
    "vmhgfs",
    "webdav",
];

/// Programs that present a disk of this computer.
const LOCAL_PROGRAMS: &[&str] = &[
    "fuseblk",
    "fuse.ntfs-3g",
    "fuse.ntfs",
    "fuse.exfat",
    "fuse.gocryptfs",
    "fuse.cryfs",
    "fuse.encfs",
    "fuse.veracrypt",
    "fuse.fuse-overlayfs",
    "fuse.overlayfs",
    "fuse.mergerfs",
    "fuse.bindfs",
    "fuse.ext2",
    "fuse.zfs",
    "fuse.apfs",
];

/// Programs that present another computer's disk; of others it is not known.
const NETWORK_PROGRAMS: &[&str] = &[
    "sshfs",
    "rclone",
    "davfs",
    "davfs2",
    "gvfsd-fuse",
    "smbnetfs",
    "s3fs",
    "gcsfuse",
    "glusterfs",
    "ceph",
    "onedriver",
    "google-drive-ocamlfuse",
    "curlftpfs",
    "blobfuse",
    "goofys",
    "vmhgfs-fuse",
    "kio-fuse",
    "juicefs",
];

/// Folders of programs that synchronise, as they name them: in small letters, alone or before a blank, dash or bracket.
const SYNCHRONISED: &[&str] = &[
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud drive",
    "iclouddrive",
    "mobile documents",
    "cloudstorage",
    "nextcloud",
    "owncloud",
    "pclouddrive",
    "pcloud drive",
    "box sync",
    "megasync",
    "seadrive",
    "seafile",
    "syncthing",
    "tresorit drive",
];

/// Why a caseload may not stand at an absolute path, by the mounts of `/proc/self/mountinfo`; empty where the system
/// has no such list.
pub(super) fn refused(path: &Path, mounts: &str) -> Option<Reason> {
    if is_unc(&path.to_string_lossy()) {
        return Some(Reason::Network);
    }
    file_system(path, mounts).and_then(of_file_system).or_else(|| synchronised(path).then_some(Reason::Synchronised))
}

/// `\\server\share`, in any of the ways in which it is written.
fn is_unc(path: &str) -> bool {
    let path = path.replace('/', "\\");
    let device = ["\\\\?\\", "\\\\.\\"].iter().find_map(|start| path.strip_prefix(start));
    device.map_or_else(|| path.starts_with("\\\\"), |rest| rest.to_ascii_uppercase().starts_with("UNC\\"))
}

fn of_file_system(kind: &str) -> Option<Reason> {
    let kind = kind.to_ascii_lowercase();
    if NETWORK.contains(&kind.as_str()) {
        return Some(Reason::Network);
    }
    if !kind.starts_with("fuse") || LOCAL_PROGRAMS.contains(&kind.as_str()) {
        return None;
    }
    let program = kind.trim_start_matches("fuse").trim_start_matches('.');
    Some(if NETWORK_PROGRAMS.contains(&program) { Reason::Network } else { Reason::MadeUp })
}

/// The kind of the file system that holds a path: that of the longest mount point above it, of the same ones the last.
fn file_system<'m>(path: &Path, mounts: &'m str) -> Option<&'m str> {
    let mut found: Option<(usize, &str)> = None;
    for line in mounts.lines() {
        let Some((mount, kind)) = mount_of(line) else { continue };
        let depth = Path::new(&mount).components().count();
        if path.starts_with(&mount) && found.is_none_or(|(deepest, _)| depth >= deepest) {
            found = Some((depth, kind));
        }
    }
    found.map(|(_, kind)| kind)
}

/// Mount point and kind of a line: the fifth field, and the first after a lone dash.
fn mount_of(line: &str) -> Option<(String, &str)> {
    let (before, after) = line.split_once(" - ")?;
    let mount = before.split(' ').nth(4)?;
    Some((unescaped(mount), after.split(' ').next()?))
}

/// Blanks, tabs, line ends and backslashes stand as `\040` and the like.
fn unescaped(mount: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .iter()
        .fold(mount.to_owned(), |mount, (code, plain)| mount.replace(code, plain))
}

fn synchronised(path: &Path) -> bool {
    let folders = path.parent().into_iter().flat_map(Path::components);
    let name = |folder: Component<'_>| match folder {
        Component::Normal(name) => Some(name.to_string_lossy().to_lowercase()),
        _ => None,
    };
    folders.filter_map(name).any(|name| {
        SYNCHRONISED.iter().any(|known| {
            name.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '-', '(', '_']))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "22 27 0:21 / /proc rw,relatime - proc proc rw\n\
        27 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n\
        40 27 0:40 / /home rw - ext4 /dev/sda2 rw\n\
        41 40 0:41 / /home/amy/H\\040Drive rw - cifs //council/amy rw\n\
        42 27 0:42 / /mnt/again rw - ext4 /dev/sdb rw\n\
        43 27 0:42 / /mnt/again rw shared:7 master:1 - nfs4 filer:/x rw\n\
        44 27 0:44 / /mnt/key rw - fuseblk /dev/sdc1 rw\n\
        45 27 0:45 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw\n\
        not a line of mounts";

    #[test]
    fn a_place_is_judged_by_its_mount_its_name_and_its_folders() {
        use Reason::{Network, Synchronised};
        for (path, reason) in [
            ("/home/amy/.local/share/lookout/caseload.db", None),
            ("/home/amy/H Drive/caseload.db", Some(Network)),
            ("/home/amy/H Drives/caseload.db", None),
            ("/mnt/again/c.db", Some(Network)),
            ("/mnt/key/c.db", None),
            ("/run/user/1000/gvfs/smb-share:server=x/c.db", Some(Network)),
            ("//council/share/c.db", Some(Network)),
            (r"\\council\share\c.db", Some(Network)),
            (r"\\?\UNC\council\share\c.db", Some(Network)),
            (r"\\?\unc\council\share\c.db", Some(Network)),
            (r"\\?\C:\Users\amy\c.db", None),
            ("/home/amy/OneDrive/c.db", Some(Synchronised)),
            ("/home/amy/OneDrive - Borough Council/Lookout/c.db", Some(Synchronised)),
            ("/home/amy/Dropbox (Council)/c.db", Some(Synchronised)),
            ("/home/amy/Google Drive/c.db", Some(Synchronised)),
            ("/Users/amy/Library/Mobile Documents/com~apple~CloudDocs/c.db", Some(Synchronised)),
            ("/Users/amy/Library/CloudStorage/GoogleDrive-amy@x/c.db", Some(Synchronised)),
            ("/Users/amy/iCloud Drive/c.db", Some(Synchronised)),
            ("/home/amy/Nextcloud/c.db", Some(Synchronised)),
            ("/home/amy/onedriver-notes/c.db", None),
            ("/home/amy/lookout/onedrive.db", None),
        ] {
            assert_eq!(refused(Path::new(path), MOUNTS), reason, "{path}");
        }
        assert_eq!(refused(Path::new("/home/amy/H Drive/c.db"), ""), None, "without a list of mounts");
    }

    #[test]
    fn every_kind_of_share_is_refused_and_every_disk_taken() {
        for kind in NETWORK {
            assert_eq!(of_file_system(kind), Some(Reason::Network), "{kind}");
        }
        for program in NETWORK_PROGRAMS {
            assert_eq!(of_file_system(&format!("fuse.{program}")), Some(Reason::Network), "{program}");
        }
        for kind in ["fuse", "fuse.somebodys-drive"] {
            assert_eq!(of_file_system(kind), Some(Reason::MadeUp), "{kind}");
        }
        let disks =
            ["ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "ramfs", "vfat", "exfat", "ntfs3", "apfs", "f2fs"];
        for kind in disks.iter().chain(LOCAL_PROGRAMS) {
            assert_eq!(of_file_system(kind), None, "{kind}");
        }
    }
}
